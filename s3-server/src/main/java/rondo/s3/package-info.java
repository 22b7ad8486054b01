/**
 * An S3 server for the tests of other modules, in a process of its own; never part of a release.
 */
package rondo.s3;
