package dev.tenantry.crm.lead;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.TimelineListener;
import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * When somebody first did something about a lead: whatever comes to stand on its timeline is that, but for the lead's own entries. Written right before the commit, in the order of the leads, so that two who note many wait for each other.
 */
@Component
class FirstResponses implements TimelineListener {

    private static final String OWN = "lead.";

    private final TransactionJournal journal;
    private final Clock clock;

    FirstResponses(TransactionJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void noted(String kind, Subjects subjects) {
        if (!kind.startsWith(OWN) && isByPerson()) {
            subjects.all()
                    .stream()
                    .filter(subject -> subject.type().equals("lead"))
                    .forEach(lead -> journal.add(Responses.TABLE, new Response(lead.id(), clock.instant())));
        }
    }

    /** What a workflow does is no response, and neither is what comes in by itself. */
    static boolean isByPerson() {
        return CurrentRun.idOrNull() == null && TenantContext.current().userId() != null;
    }

    private record Response(Long lead, Instant at) {}

    private enum Responses implements JournalTable<Response> {

        TABLE;

        @Override
        public String insert() {
            return """
                    update leads l set first_response_at = ?, version = l.version + 1
                    from (select w.id from leads w where w.organization_id = app.org_id() and w.id = any (?::bigint[])
                          and w.first_response_at is null order by w.id for update) w
                    where l.organization_id = app.org_id() and l.id = w.id and l.first_response_at is null""";
        }

        @Override
        public Object[] parameters(List<Response> responses) {
            return new Object[]{responses.getFirst().at,
                responses.stream().map(Response::lead).distinct().toArray(Long[]::new)};
        }
    }
}
