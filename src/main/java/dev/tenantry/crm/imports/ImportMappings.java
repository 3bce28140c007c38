package dev.tenantry.crm.imports;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.MappingCheck;
import dev.tenantry.crm.imports.mapping.MappingDefaults;
import dev.tenantry.crm.imports.mapping.MappingSuggestion;
import dev.tenantry.crm.imports.mapping.Stages;
import dev.tenantry.crm.pipeline.PipelineService;

/** The mappings of imports, with what the organization settles for them, in the current transaction. */
@Component
class ImportMappings {

    private final PipelineService pipelines;
    private final OrganizationConventions organization;

    ImportMappings(PipelineService pipelines, OrganizationConventions organization) {
        this.pipelines = pipelines;
        this.organization = organization;
    }

    /** Null where no column can be told to be a field's. */
    @Nullable
    ImportMapping suggest(Import imported) {
        return MappingSuggestion.of(imported.getTarget(), imported.getColumns(), organization.currency()).orElse(null);
    }

    /** With its defaults said. @throws dev.tenantry.shared.problem.ProblemException 422 that names the place of each fault */
    ImportMapping complete(Import imported, ImportMapping stated) {
        var completed = new MappingDefaults(imported.getTarget(), imported.getColumns(), organization.currency())
                .complete(stated);
        MappingCheck.check(completed, imported.getTarget(), imported.getColumns(), stages(imported, stated));
        return completed;
    }

    Stages stages(Import imported, @Nullable ImportMapping mapping) {
        return imported.getTarget() == ImportTarget.OPPORTUNITIES && mapping != null
                ? Stages.of(pipelines.positions(mapping.pipelineId()))
                : Stages.NONE;
    }
}
