package dev.tenantry.crm.assignment;

import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** How the members of rules stand. */
@Service
@Transactional(readOnly = true)
class Standings {

    private final EntityManager entities;
    private final Pool pool;

    Standings(EntityManager entities, Pool pool) {
        this.entities = entities;
        this.pool = pool;
    }

    /** @throws ProblemException 404 */
    StandingsResponse of(Long id) {
        var rule = TenantQuery.of(entities, AssignmentRule.class, "e", AssignmentRule.class,
                List.of("e.deletedAt is null", "e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
        var line = pool.of(rule);
        return new StandingsResponse(line.next(Set.of()).map(Candidate::memberId).orElse(null),
                line.members()
                        .stream()
                        .map(one -> new StandingsResponse.Member(one.memberId(), one.weight(), one.given(), one.open(),
                                one.state()))
                        .toList());
    }
}
