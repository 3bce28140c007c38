package dev.tenantry.crm.report.funnel;

import dev.tenantry.crm.pipeline.StageKind;

/** A stage in its pipeline. @param position from 1 on */
record Place(Long pipelineId, String pipeline, Long id, String name, StageKind kind, Long position) {}
