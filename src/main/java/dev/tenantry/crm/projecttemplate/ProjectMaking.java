package dev.tenantry.crm.projecttemplate;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.projecttemplate.ProjectSubjects.About;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;

/** Makes projects of templates, with all that they have: all of it or nothing. */
@Service
class ProjectMaking {

    private static final int LONGEST_NAME = 200;
    private static final int LAST_YEAR = 9999;

    private final ProjectTemplateService templates;
    private final ProjectSubjects subjects;
    private final ProjectTeamPlan teams;
    private final ProjectRecords records;
    private final Localizations localizations;
    private final Clock clock;

    ProjectMaking(ProjectTemplateService templates, ProjectSubjects subjects, ProjectTeamPlan teams,
            ProjectRecords records, Localizations localizations, Clock clock) {
        this.templates = templates;
        this.subjects = subjects;
        this.teams = teams;
        this.records = records;
        this.localizations = localizations;
        this.clock = clock;
    }

    /** @throws ProblemException 404; 403 where something is to be made that whoever acts may not make; 422 with the field */
    @Transactional
    MadeProjectResponse make(Long id, ProjectFromTemplateRequest request) {
        var template = templates.get(id);
        records.demand(template);
        var about = subjects.of(request);
        var zone = Zones.named(request.zone() == null ? localizations.current().zone() : ZoneId.of(request.zone()));
        var start = Optional.ofNullable(request.startsOn()).orElseGet(() -> LocalDate.now(clock.withZone(zone)));
        refuseOutOfRange(template, start);
        var leader = leader(request, about);
        var team = teams.team(template, request);
        var assignees = teams.assignees(template.tasks(), team, leader, about.dealOwner());
        var values = new HashMap<>(about.names());
        values.put(TemplateTexts.START, start.toString());
        var plan = new ProjectPlan(name(template, request, values), start, zone, about, leader, team, assignees);
        return records.make(template.about(values), plan);
    }

    private static @Nullable UUID leader(ProjectFromTemplateRequest request, About about) {
        var caller = Caller.currentOrNull();
        return Stream.of(Optional.ofNullable(request.userId()), Optional.ofNullable(about.dealOwner()),
                Optional.ofNullable(caller == null ? null : caller.userId()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static String name(ProjectTemplateResponse template, ProjectFromTemplateRequest request,
            Map<String, String> values) {
        if (request.name() != null && !request.name().isBlank()) {
            return request.name();
        }
        if (template.projectName() == null) {
            return template.name();
        }
        var name = TemplateTexts.name(template.projectName(), values);
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw ProblemException.invalid("name", "too-long", "the name that the template makes is longer than "
                    + LONGEST_NAME + " characters: state another one");
        }
        return name.isEmpty() ? template.name() : name;
    }

    private static void refuseOutOfRange(ProjectTemplateResponse template, LocalDate start) {
        if (dues(template).map(due -> due.from(start).getYear()).anyMatch(year -> year < 1 || year > LAST_YEAR)) {
            throw ProblemException.invalid("startsOn", "out-of-range",
                    "something would be due before the year 1 or after the year " + LAST_YEAR);
        }
    }

    static Stream<TemplateOffset> dues(ProjectTemplateResponse template) {
        return Stream.concat(template.milestones().stream().map(TemplateMilestone::due),
                template.tasks().stream().map(TemplateTask::due)).filter(Objects::nonNull);
    }

    /**
     * What a project is to be.
     *
     * @param assignees of the tasks, by their keys
     */
    record ProjectPlan(
            String name,
            LocalDate start,
            ZoneId zone,
            About about,
            @Nullable UUID leader,
            List<TemplateMember> team,
            Map<String, List<UUID>> assignees) {}
}
