package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.MailReading;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.shared.listing.Field.Matching;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

@Service
@Transactional(readOnly = true)
class OutboundEmailService implements ListSource {

    private static final ListDefinition<OutboundEmail> LISTING = ListDefinition.of(OutboundEmail.class)
            .field("id", UUID.class)
            .field("runId", Long.class)
            .field("workflowId", UUID.class)
            .found("record", "app.mails_about", Matching.EXACT)
            .found("recipient", "app.mails_to", Matching.ADDRESS)
            .longText("subject")
            .nullable("integrationId", UUID.class)
            .field("status", DeliveryStatus.class)
            .nullable("sentAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    /** What tells of what mails hold, by what it finds and in which order. */
    private static final Set<String> CONTENT = Set.of("record", "recipient", "subject");
    private static final String SEEN = """
            cast(sql('exists (select from workflow_execution_logs l where l.organization_id = ? and l.id = ? \
            and concat(l.workflow_id, ''/'', l.version_number) = any(cast(? as text[])) \
            and coalesce(l.carried_permissions, cast(array[] as text[])) <@ cast(? as text[]))', e.organizationId, e.runId, :readable, :held) as Boolean) = true""";

    private final EntityManager entities;
    private final ListQuery lists;
    private final OutboundEmailMapper mapper;
    private final MailReading reading;
    private final MailReturns returns;

    OutboundEmailService(EntityManager entities, ListQuery lists, OutboundEmailMapper mapper, MailReading reading,
            MailReturns returns) {
        this.returns = returns;
        this.reading = reading;
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return OutboundEmailResponse.class;
    }

    Page<OutboundEmailResponse> list(ListRequest request) {
        reading.demandToAsk(request.filter());
        var page = isOfContent(request) ? listSeen(request) : lists.list(LISTING, request);
        var lacked = reading.lackedToSee(page.results().stream().map(OutboundEmail::getRunId).toList());
        var returned = returns.of(page.results().stream().map(OutboundEmail::getId).toList());
        return page.map(mail -> shown(mail, returned, lacked));
    }

    OutboundEmailResponse get(UUID id) {
        var mail = entities.find(OutboundEmail.class, id);
        if (mail == null) {
            throw ProblemException.notFound();
        }
        return shown(mail, returns.of(List.of(id)), reading.lackedToSee(List.of(mail.getRunId())));
    }

    private OutboundEmailResponse shown(OutboundEmail mail, Map<UUID, List<ReportedBounce>> returned,
            Map<Long, Set<String>> lacked) {
        var shown = mapper.toResponse(mail);
        var bounces = returned.get(mail.getId());
        return (bounces == null ? shown : shown.with(bounces))
                .without(Objects.requireNonNull(lacked.get(mail.getRunId())));
    }

    /** What the caller may not see is not compared with anything. */
    private Page<OutboundEmail> listSeen(ListRequest request) {
        var seen = reading.seen();
        return lists.list(LISTING.under(SEEN), request, Map.of(), Map.of("readable",
                seen.versions().toArray(String[]::new), "held", seen.held().toArray(String[]::new)));
    }

    private static boolean isOfContent(ListRequest request) {
        var filter = request.filter();
        var sort = request.sort();
        return filter != null && filter.conditions().anyMatch(condition -> CONTENT.contains(condition.field()))
                || sort != null && CONTENT.stream().anyMatch(sort::contains);
    }
}
