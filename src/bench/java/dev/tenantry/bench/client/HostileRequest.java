package dev.tenantry.bench.client;

/** @param kind what is hostile about it, for the report */
public record HostileRequest(String kind, RequestTemplate request) {}
