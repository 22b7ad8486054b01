/** Numbers as they travel from shards to the driver: whole, halved or in eight bits. */
package rondo.wire;
