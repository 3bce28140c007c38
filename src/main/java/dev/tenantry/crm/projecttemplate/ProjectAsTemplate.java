package dev.tenantry.crm.projecttemplate;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.projecttemplate.ProjectContent.PresentMilestone;
import dev.tenantry.crm.projecttemplate.ProjectContent.PresentTask;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;

/** Makes templates of projects that there are. */
@Service
class ProjectAsTemplate {

    private final ProjectTemplateService templates;
    private final ProjectContent content;
    private final ObjectProvider<RecordRegistry> records;
    private final JsonMapper json;

    ProjectAsTemplate(ProjectTemplateService templates, ProjectContent content, ObjectProvider<RecordRegistry> records,
            JsonMapper json) {
        this.templates = templates;
        this.content = content;
        this.records = records;
        this.json = json;
    }

    /** @throws ProblemException 404; 409 where the project has more than a template may have; 422 */
    @Transactional
    ProjectTemplateResponse save(Long id, ProjectAsTemplateRequest request) {
        var project = records.getObject().of("project").find(id).orElseThrow(ProblemException::notFound);
        var milestones = content.milestones(id);
        var tasks = content.tasks(id);
        var start = start(project, milestones, tasks);
        var doers = new ProjectDoers(project.path("userId").asString(""), content.members(id));
        var template = new ProjectTemplateRequest(request.name(), request.projectName(),
                project.path("description").asString(null), doers.members(),
                milestones.stream().map(one -> milestone(one, start)).toList(),
                tasks.stream().map(task -> task(task, start, doers, milestones, tasks)).toList(), null);
        return templates.get(templates.create((ObjectNode) json.valueToTree(template)));
    }

    /** Null where nothing of it is due. */
    private static @Nullable LocalDate start(ObjectNode project, List<PresentMilestone> milestones,
            List<PresentTask> tasks) {
        var stated = project.path("startsOn").asString("");
        return stated.isEmpty()
                ? Stream.concat(milestones.stream().map(PresentMilestone::dueOn), tasks.stream().map(PresentTask::due))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null)
                : LocalDate.parse(stated);
    }

    private static TemplateMilestone milestone(PresentMilestone milestone, @Nullable LocalDate start) {
        return new TemplateMilestone(milestone.key(), milestone.name(), offset(start, milestone.dueOn()));
    }

    private static TemplateTask task(PresentTask task, @Nullable LocalDate start, ProjectDoers doers,
            List<PresentMilestone> milestones, List<PresentTask> tasks) {
        var milestone = milestones.stream()
                .filter(one -> one.id().equals(task.milestoneId()))
                .findFirst()
                .map(PresentMilestone::key)
                .orElse(null);
        var parent = tasks.stream()
                .filter(one -> one.id().equals(task.parentId()))
                .findFirst()
                .map(PresentTask::key)
                .orElse(null);
        var blockers = tasks.stream().filter(one -> task.blockers().contains(one.id())).map(PresentTask::key).toList();
        return new TemplateTask(task.key(), task.title(), task.description(), task.priority(),
                offset(start, task.due()), task.recurrence(), task.assignees().stream().map(doers::of).toList(),
                milestone, parent, blockers);
    }

    private static @Nullable TemplateOffset offset(@Nullable LocalDate start, @Nullable LocalDate day) {
        return start == null || day == null ? null : TemplateOffset.between(start, day);
    }
}
