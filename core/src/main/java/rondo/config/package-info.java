/**
 * Job files: HOCON in, checked records out. {@code defaults.conf} beside these classes is the one
 * place that names every key, says what it means and gives its default; {@link
 * rondo.config.JobFile} is the entry. The range of a value is checked by the record that holds it.
 */
package rondo.config;
