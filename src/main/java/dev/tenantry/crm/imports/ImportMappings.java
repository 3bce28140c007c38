package dev.tenantry.crm.imports;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.ImportTargets;
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

    private final ImportTargets targets;
    private final PipelineService pipelines;
    private final OrganizationConventions organization;
    private final RecordRegistry records;
    private final Folding folding;

    ImportMappings(ImportTargets targets, PipelineService pipelines, OrganizationConventions organization,
            RecordRegistry records,
            Folding folding) {
        this.targets = targets;
        this.pipelines = pipelines;
        this.organization = organization;
        this.records = records;
        this.folding = folding;
    }

    /** Null where no column can be told to be a field's. */
    @Nullable
    ImportMapping suggest(Import imported) {
        return MappingSuggestion.of(target(imported), targets, imported.getColumns(), organization.conventions())
                .orElse(null);
    }

    /** With its defaults said. @throws dev.tenantry.shared.problem.ProblemException 422 that names the place of each fault */
    ImportMapping complete(Import imported, ImportMapping stated) {
        var completed = new MappingDefaults(target(imported), imported.getColumns(), organization.conventions())
                .complete(stated);
        MappingCheck.check(completed, target(imported), targets, imported.getColumns(), stages(imported, stated));
        return completed;
    }

    /** The import with the mapping that it has. */
    RunningImport running(Import imported, ImportJob job) {
        var mapping = Objects.requireNonNull(imported.getMapping());
        var mapper = new RowMapper(target(imported), imported.getColumns(), mapping, stages(imported, mapping),
                folding, organization.localization());
        return RunningImport.of(imported, target(imported), job, mapping, mapper,
                imported.getMode() == ImportMode.DRY_RUN ? new DryRun(records) : null);
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where there is none of the name */
    ImportTarget target(String resource) {
        return targets.named(resource);
    }

    /** What can be imported. */
    List<String> targets() {
        return targets.names();
    }

    /** The permissions without which nobody can run it: it does what could be done record by record, and no more. */
    List<String> neededPermissions(Import imported) {
        var resource = imported.getTarget();
        var mapping = imported.getMapping();
        var others = mapping == null ? Stream.<String>of() : mapping.neededPermissions(target(imported), targets);
        return Stream.concat(Stream.of(resource + ":create", resource + ":update"), others).distinct().toList();
    }

    /** The permissions to look for what a mapping refers to: see {@link ImportMapping#lookUps}. */
    List<String> lookUps(Import imported, ImportMapping mapping) {
        return mapping.lookUps(target(imported), targets);
    }

    private ImportTarget target(Import imported) {
        return targets.named(imported.getTarget());
    }

    private Stages stages(Import imported, ImportMapping mapping) {
        return Stages.of(target(imported).hasStages()
                ? pipelines.positions(mapping.pipelineId())
                : List.of(), folding);
    }
}
