package dev.tenantry.tenancy.team;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.MemberDirectory;

@Service
@Transactional(readOnly = true)
class TeamMemberService implements ListSource {

    private static final ListDefinition<TeamMember> LISTING = ListDefinition.of(TeamMember.class)
            .where("e.teamId = :team")
            .field("userId", UUID.class)
            .nullable("roleId", Long.class)
            .computed("isActive", "e.active", Boolean.class, false)
            .field("joinedAt", Instant.class)
            .field("updatedAt", Instant.class)
            .sortedBy("joinedAt")
            .build();

    private final RecordKernel kernel;
    private final MemberDirectory members;

    TeamMemberService(RecordKernel kernel, MemberDirectory members) {
        this.kernel = kernel;
        this.members = members;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return TeamMemberResponse.class;
    }

    Page<TeamMemberResponse> list(Long team, ListRequest request) {
        live(kernel.entities().find(Team.class, team));
        return kernel.lists().list(LISTING, request, Map.of("team", team)).map(TeamMemberResponse::of);
    }

    TeamMemberResponse get(Long team, UUID user) {
        live(kernel.entities().find(Team.class, team));
        return find(team, user).map(TeamMemberResponse::of).orElseThrow(ProblemException::notFound);
    }

    /** Makes somebody a member of the team, or changes how they belong to it. */
    @Transactional
    TeamMemberResponse put(Long team, UUID user, TeamMemberRequest request, IfMatch ifMatch) {
        lock(team);
        if (!members.keep(user)) {
            throw ProblemException.notFound();
        }
        var present = find(team, user);
        present.ifPresent(member -> ifMatch.check(() -> TeamMemberResponse.of(member)));
        var member = present.orElseGet(
                () -> new TeamMember(team, user, request, kernel.clock().instant()));
        member.change(request);
        kernel.entities().persist(member);
        kernel.entities().flush();
        return TeamMemberResponse.of(member);
    }

    @Transactional
    void remove(Long team, UUID user, IfMatch ifMatch) {
        lock(team);
        var member = find(team, user).orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> TeamMemberResponse.of(member));
        kernel.entities().remove(member);
    }

    private void lock(Long team) {
        live(kernel.entities().find(Team.class, team, LockModeType.PESSIMISTIC_WRITE));
    }

    private static void live(@Nullable Team team) {
        if (team == null || team.isTrashed()) {
            throw ProblemException.notFound();
        }
    }

    private Optional<TeamMember> find(Long team, UUID user) {
        return TenantQuery.of(kernel.entities(), TeamMember.class, "e", TeamMember.class,
                List.of("e.teamId = :team", "e.userId = :user"), "")
                .set("team", team)
                .set("user", user)
                .optional();
    }
}
