package dev.tenantry.crm.projecttemplate;

import java.util.ArrayList;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.tenancy.Authority;

/** Whether somebody may have deals beget projects. */
@Component
public class ProjectRules {

    /** Templates are made of what deals stand in, among others. */
    private final ObjectProvider<ProjectTemplateService> templates;
    private final ObjectProvider<ProjectRecords> records;
    private final RecordPermissions permissions;
    private final Authority authority;

    ProjectRules(ObjectProvider<ProjectTemplateService> templates, ObjectProvider<ProjectRecords> records,
            RecordPermissions permissions, Authority authority) {
        this.templates = templates;
        this.records = records;
        this.permissions = permissions;
        this.authority = authority;
    }

    /**
     * Asked of whoever has a stage beget projects by the template, which is done with their rights later.
     *
     * @param field that names the template
     * @throws ProblemException 403 where the caller may not make what the template has; 422 where there is no such template
     */
    public void check(Long template, String field) {
        permissions.demandToCopy("project-template");
        if (templates.getObject().find(template).isEmpty()) {
            throw ProblemException.invalid(field, "unknown-reference", "there is no such resource");
        }
        var needed = new ArrayList<>(records.getObject().needed(templates.getObject().get(template)));
        needed.add(permissions.of("project-template", "read"));
        needed.add(permissions.of("opportunity", "read"));
        authority.requireHolding(needed);
    }
}
