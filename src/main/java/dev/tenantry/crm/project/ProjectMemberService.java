package dev.tenantry.crm.project;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.MemberDirectory;

/** Who works on a project. Whoever changes that holds the project. */
@Service
@Transactional(readOnly = true)
class ProjectMemberService {

    private static final int MOST = 200;
    private static final String OF_PROJECT = "e.projectId = :project";

    private final EntityManager entities;
    private final MemberDirectory members;

    ProjectMemberService(EntityManager entities, MemberDirectory members) {
        this.entities = entities;
        this.members = members;
    }

    List<ProjectMemberResponse> list(Long project) {
        live(entities.find(Project.class, project));
        return of(project).stream().map(ProjectMember::toResponse).toList();
    }

    ProjectMemberResponse get(Long project, UUID user) {
        live(entities.find(Project.class, project));
        return find(project, user).map(ProjectMember::toResponse).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 404; 409 where there are as many as may be */
    @Transactional
    ProjectMemberResponse put(Long project, UUID user, ProjectMemberRequest request, IfMatch ifMatch) {
        lock(project);
        if (!members.keep(user)) {
            throw ProblemException.notFound();
        }
        var present = find(project, user);
        present.ifPresent(member -> ifMatch.check(member::toResponse));
        if (present.isEmpty() && of(project).size() >= MOST) {
            throw ProblemException.conflict("a project has at most " + MOST + " members");
        }
        var member = present.orElseGet(() -> new ProjectMember(project, user));
        member.change(request);
        entities.persist(member);
        entities.flush();
        return member.toResponse();
    }

    @Transactional
    void remove(Long project, UUID user, IfMatch ifMatch) {
        lock(project);
        var member = find(project, user).orElseThrow(ProblemException::notFound);
        ifMatch.check(member::toResponse);
        entities.remove(member);
    }

    private void lock(Long project) {
        live(entities.find(Project.class, project, LockModeType.PESSIMISTIC_WRITE));
    }

    private static void live(@Nullable Project project) {
        if (project == null || project.isTrashed()) {
            throw ProblemException.notFound();
        }
    }

    private List<ProjectMember> of(Long project) {
        return entities.createQuery("select e from ProjectMember e where " + OF_PROJECT + " order by e.createdAt, e.id",
                ProjectMember.class)
                .setParameter("project", project)
                .getResultList();
    }

    private Optional<ProjectMember> find(Long project, UUID user) {
        return TenantQuery.of(entities, ProjectMember.class, "e", ProjectMember.class,
                List.of(OF_PROJECT, "e.userId = :user"), "")
                .set("project", project)
                .set("user", user)
                .optional();
    }
}
