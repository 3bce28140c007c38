package dev.tenantry.crm.pipeline;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.projecttemplate.ProjectRules;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Which projects stages have deals beget. */
@Component
class StageProjects {

    private final ProjectRules rules;

    StageProjects(ProjectRules rules) {
        this.rules = rules;
    }

    /**
     * Asked before anything changes.
     *
     * @param matches the stage that is meant by each; null where it is new
     * @throws ProblemException 403 where the caller may not make such a project; 422 where the stage is none of deals that are won, or there is
     *                          no such template
     */
    void check(List<PipelineRequest.StageRequest> wanted, List<@Nullable Stage> matches) {
        for (var index = 0; index < wanted.size(); index++) {
            var template = wanted.get(index).projectTemplateId();
            var field = "stages[" + index + "].projectTemplateId";
            if (template != null && wanted.get(index).kind() != StageKind.WON) {
                throw ProblemException.invalid(field, "not-won", "deals beget projects where they are won");
            }
            var stage = matches.get(index);
            if (template != null && (stage == null || !Objects.equals(template, stage.getProjectTemplateId()))) {
                rules.check(template, field);
            }
        }
    }

    /** The stage begets what is wanted, from now on by the caller's rights where that is something else than until now. */
    void keep(Stage stage, @Nullable Long template) {
        if (!Objects.equals(template, stage.getProjectTemplateId())) {
            stage.beget(template, template == null ? null : TenantContext.currentUser());
        }
    }
}
