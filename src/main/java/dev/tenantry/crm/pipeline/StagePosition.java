package dev.tenantry.crm.pipeline;

/** A stage as a deal knows it. */
public record StagePosition(Long id, Long pipelineId, String name, StageKind kind, StageRules rules) {}
