package dev.tenantry.tenancy.team;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;

/**
 * Keeps who belonged to which team, from when until when: it is written with the transaction, as that stands then. Who is invited into a team, and
 * who leaves the organization, is kept by the functions of the database that see to it.
 */
@Component
class TeamStates {

    private final ObjectProvider<TransactionJournal> journal;
    private final Clock clock;

    TeamStates(ObjectProvider<TransactionJournal> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    private record Written(Long team, UUID user, Instant at) {}

    @PostPersist
    @PostRemove
    void written(TeamMember member) {
        journal.getObject().add(States.TABLE, new Written(member.getTeamId(), member.getUserId(), clock.instant()));
    }

    private enum States implements JournalTable<Written> {

        TABLE;

        /** What holds no more ends before what holds now begins: the count of the former is asked by the latter. */
        @Override
        public String insert() {
            return """
                    with noted as materialized (select distinct n.team_id, n.user_id from unnest(?::bigint[], ?::uuid[]) as n (team_id, user_id)),
                    live as materialized (
                        select m.team_id, m.user_id from team_members m
                        join noted n on n.team_id = m.team_id and n.user_id = m.user_id where m.organization_id = app.org_id()),
                    ended as (
                        update team_member_history h set valid_until = greatest(?, h.began_at) from noted n
                        where h.organization_id = app.org_id() and h.team_id = n.team_id and h.user_id = n.user_id and h.valid_until is null
                          and not exists (select from live l where l.team_id = n.team_id and l.user_id = n.user_id)
                        returning h.id)
                    insert into team_member_history (organization_id, team_id, user_id, began_at)
                    select app.org_id(), l.team_id, l.user_id, ? from live l
                    where (select count(*) from ended) >= 0 and not exists (
                        select from team_member_history h where h.organization_id = app.org_id() and h.team_id = l.team_id
                            and h.user_id = l.user_id and h.valid_until is null)""";
        }

        @Override
        public @Nullable Object[] parameters(List<Written> written) {
            var now = written.getLast().at;
            return new @Nullable Object[]{written.stream().map(Written::team).toArray(Long[]::new),
                written.stream().map(Written::user).toArray(UUID[]::new), now, now};
        }
    }
}
