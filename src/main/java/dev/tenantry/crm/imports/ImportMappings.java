package dev.tenantry.crm.imports;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.MappingCheck;
import dev.tenantry.crm.imports.mapping.MappingDefaults;
import dev.tenantry.crm.imports.mapping.MappingSuggestion;
import dev.tenantry.crm.imports.mapping.RowMapper;
import dev.tenantry.crm.imports.mapping.Stages;
import dev.tenantry.crm.pipeline.PipelineService;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.text.Folding;

/** The mappings of imports, with what the organization settles for them, in the current transaction. */
@Component
class ImportMappings {

    private final PipelineService pipelines;
    private final OrganizationConventions organization;
    private final RecordRegistry records;
    private final Folding folding;

    ImportMappings(PipelineService pipelines, OrganizationConventions organization, RecordRegistry records,
            Folding folding) {
        this.pipelines = pipelines;
        this.organization = organization;
        this.records = records;
        this.folding = folding;
    }

    /** Null where no column can be told to be a field's. */
    @Nullable
    ImportMapping suggest(Import imported) {
        return MappingSuggestion.of(imported.getTarget(), imported.getColumns(), organization.conventions())
                .orElse(null);
    }

    /** With its defaults said. @throws dev.tenantry.shared.problem.ProblemException 422 that names the place of each fault */
    ImportMapping complete(Import imported, ImportMapping stated) {
        var completed = new MappingDefaults(imported.getTarget(), imported.getColumns(), organization.conventions())
                .complete(stated);
        MappingCheck.check(completed, imported.getTarget(), imported.getColumns(), stages(imported, stated));
        return completed;
    }

    /** The import with the mapping that it has. */
    RunningImport running(Import imported, ImportJob job) {
        var mapping = Objects.requireNonNull(imported.getMapping());
        var mapper = new RowMapper(imported.getTarget(), imported.getColumns(), mapping, stages(imported, mapping),
                folding, organization.localization());
        return RunningImport.of(imported, job, mapping, mapper,
                imported.getMode() == ImportMode.DRY_RUN ? new Trial(records) : null);
    }

    private Stages stages(Import imported, ImportMapping mapping) {
        return Stages.of(imported.getTarget() == ImportTarget.OPPORTUNITIES
                ? pipelines.positions(mapping.pipelineId())
                : List.of(), folding);
    }
}
