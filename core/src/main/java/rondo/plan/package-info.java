/**
 * What rounds cost on a cluster that is not there yet: a model of their synchronisation, its
 * constants, and the forecast of a run. Pure arithmetic; nothing here measures.
 */
package rondo.plan;
