package dev.tenantry.tenancy.team;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.value.Slugs;

@Service
@Transactional(readOnly = true)
class TeamService extends RecordService<Team, TeamRequest, TeamResponse> {

    private static final ListDefinition<Team> LISTING = ListDefinition.of(Team.class)
            .field("id", Long.class)
            .text("name")
            .field("slug", String.class)
            .field("ownerId", UUID.class)
            .computed("isActive", "e.active", Boolean.class, false)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final Authority authority;

    TeamService(RecordKernel kernel, Authority authority) {
        super(kernel, LISTING, TeamRequest.class);
        this.kernel = kernel;
        this.authority = authority;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    public Set<String> unique() {
        return Set.of("slug");
    }

    @Override
    protected Team make(TeamRequest request) {
        var owner = request.ownerId() == null ? TenantContext.current().userId() : request.ownerId();
        if (owner == null) {
            throw ProblemException.invalid("ownerId", "not-null", "must be a member");
        }
        return new Team(request.slug() == null ? unusedSlug(request.name()) : request.slug(), owner, request);
    }

    /** Until the end of the transaction nobody else looks for one. */
    private String unusedSlug(String name) {
        authority.lock();
        var slug = Slugs.of(name, "team");
        var taken = Set.copyOf(kernel.entities()
                .createQuery("select t.slug from Team t where t.slug like :prefix", String.class)
                .setParameter("prefix", Slugs.stem(slug) + "%")
                .getResultList());
        return Slugs.unused(slug, taken::contains);
    }

    @Override
    protected void change(Team team, TeamRequest request) {
        team.change(request.slug() == null ? team.getSlug() : request.slug(),
                request.ownerId() == null ? team.getOwnerId() : request.ownerId(), request);
    }

    @Override
    protected TeamRequest state(Team team) {
        return new TeamRequest(team.getName(), team.getSlug(), team.getDescription(), team.getOwnerId(),
                team.isActive(), team.getSettings());
    }

    @Override
    protected TeamResponse show(Team team) {
        return TeamResponse.of(team);
    }
}
