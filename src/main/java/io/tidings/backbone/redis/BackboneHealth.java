package io.tidings.backbone.redis;

/**
 * How the backbone is.
 *
 * @param ready whether a canary has ever come back from every node; an outage afterwards does not change it
 * @param connected whether every node is there now
 * @param detail a sentence for operators: which nodes are there, and why the others are not; never a password
 */
public record BackboneHealth(boolean ready, boolean connected, String detail) {}
