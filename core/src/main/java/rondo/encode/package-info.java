/**
 * Turns raw values into numbers and back: text into tokens. Knows nothing of files and networks.
 */
package rondo.encode;
