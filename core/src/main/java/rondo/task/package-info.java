/**
 * What is to be learned: a class a task, which says how data becomes sequences and which outputs,
 * loss and metric the network gets; and the classical model to compare a language model with.
 */
package rondo.task;
