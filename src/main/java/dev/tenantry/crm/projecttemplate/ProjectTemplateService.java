package dev.tenantry.crm.projecttemplate;

import java.time.Instant;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;

@Service
@Transactional(readOnly = true)
class ProjectTemplateService extends RecordService<ProjectTemplate, ProjectTemplateRequest, ProjectTemplateResponse> {

    /** Those in the trash included. */
    private static final RowLimit LIMIT = RowLimit.ofOrganization("project templates", 200);

    private static final ListDefinition<ProjectTemplate> LISTING = ListDefinition.of(ProjectTemplate.class)
            .field("id", Long.class)
            .text("name")
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final ProjectTemplateMapper mapper;
    private final TemplateCheck check;

    ProjectTemplateService(RecordKernel kernel, ProjectTemplateMapper mapper, TemplateCheck check) {
        super(kernel, LISTING, ProjectTemplateRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.check = check;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name");
    }

    @Override
    protected ProjectTemplate make(ProjectTemplateRequest request) {
        check.check(request, null);
        return new ProjectTemplate(request);
    }

    @Override
    protected void change(ProjectTemplate template, ProjectTemplateRequest request) {
        check.check(request, template);
        template.change(request);
    }

    @Override
    protected ProjectTemplateRequest state(ProjectTemplate template) {
        return mapper.toRequest(template);
    }

    @Override
    protected ProjectTemplateResponse show(ProjectTemplate template) {
        return mapper.toResponse(template);
    }

    @Override
    protected void created(ProjectTemplate template) {
        LIMIT.keep(kernel.entities(), ProjectTemplate.class);
    }
}
