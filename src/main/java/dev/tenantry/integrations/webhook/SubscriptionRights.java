package dev.tenantry.integrations.webhook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/**
 * What an endpoint may be told. It is told what whoever maintains it may read, and no more than the API key by which that was stated, which is asked when it is stated, when
 * something happens, and again before that is sent.
 */
@Component
class SubscriptionRights {

    private static final String LOCK = "select 1 from webhook_endpoints where organization_id = app.org_id() and id = ? for update";
    private static final String MAINTAINER = "select maintained_by, maintained_scopes from webhook_endpoints where organization_id = app.org_id() and id = ?";
    private static final String PENDING = """
            select distinct aggregate_type from webhook_deliveries
            where organization_id = app.org_id() and webhook_endpoint_id = ? and ended_at is null""";

    private final EventTypes events;
    private final RecordPermissions permissions;
    private final Authority authority;
    private final EgressGuard guard;
    private final JdbcClient jdbc;

    SubscriptionRights(EventTypes events, RecordPermissions permissions, Authority authority, EgressGuard guard,
            JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.events = events;
        this.permissions = permissions;
        this.authority = authority;
        this.guard = guard;
    }

    /** What an endpoint may be told now by whoever maintains it; nothing where there is no such member. */
    Set<String> of(Maintainer maintainer) {
        return maintainer.within(authority.of(maintainer.member()));
    }

    /** The names of the events that are meant, whatever the filters leave out. */
    Set<String> covered(List<Subscription> subscriptions) {
        return events.all()
                .stream()
                .map(EventTypes.EventType::name)
                .filter(name -> subscriptions.stream().anyMatch(one -> one.covers(name)))
                .collect(Collectors.toSet());
    }

    /** What it takes to read what is told of records of the type; nobody has it where there is no such type. */
    String reading(String aggregateType) {
        return permissions.areSentOut(aggregateType) ? permissions.of(aggregateType, "read") : "";
    }

    /** Before anything is locked. @throws ProblemException 403 where the membership has ended */
    void keepMaintainer() {
        authority.keepMembership();
    }

    /** No other endpoint is made meanwhile. @throws ProblemException 401 where the session or the key has ended */
    void lock() {
        authority.lock();
    }

    /** @throws ProblemException 422 where the URL or a subscription means nothing, 403 where the caller may not read what it names */
    void check(WebhookEndpointRequest request) {
        var subscriptions = request.subscriptions();
        var faults = new ArrayList<FieldError>();
        var fault = guard.fault(request.url());
        if (fault != null) {
            faults.add(new FieldError("url", "invalid-url", fault));
        }
        for (var index = 0; index < subscriptions.size(); index++) {
            check("subscriptions[" + index + "]", subscriptions.get(index), faults);
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        demand("what the endpoint is told",
                subscriptions.stream().flatMap(subscription -> needed(subscription).stream()).toList());
    }

    /**
     * Before what is still to go to the endpoint goes elsewhere. Whoever is just about to add some is waited for.
     *
     * @throws ProblemException 403 where the caller may not read that
     */
    void demandToRedirect(UUID endpoint) {
        jdbc.sql(LOCK).param(endpoint).query((_, _) -> true).list();
        demandToTell(pending(endpoint));
    }

    /**
     * For whoever is to know, or to say, by what the endpoint's receiver knows that something is from here.
     *
     * @throws ProblemException 403 where the caller may not read what the endpoint is told, or what is still to go there
     */
    void demandToSign(UUID endpoint, List<Subscription> subscriptions) {
        var types = new TreeSet<>(told(endpoint));
        types.retainAll(events.all()
                .stream()
                .filter(event -> subscriptions.stream().anyMatch(one -> one.covers(event.name())))
                .map(EventTypes.EventType::aggregateType)
                .collect(Collectors.toSet()));
        types.addAll(pending(endpoint));
        demand("what the endpoint is told", reading(types));
    }

    private Set<String> pending(UUID endpoint) {
        return jdbc.sql(PENDING).param(endpoint).query((row, _) -> row.getString("aggregate_type")).set();
    }

    /** The kinds of records that an endpoint is told of as things stand: those that whoever maintains it may read. */
    Set<String> told(UUID endpoint) {
        var held = jdbc.sql(MAINTAINER)
                .param(endpoint)
                .query((row, _) -> Maintainer.read(row))
                .optional()
                .map(this::of)
                .orElse(Set.of());
        return events.all()
                .stream()
                .map(EventTypes.EventType::aggregateType)
                .filter(type -> held.contains(reading(type)))
                .collect(Collectors.toSet());
    }

    /** @param aggregateTypes of what is to be sent @throws ProblemException 403 where the caller may not read that */
    void demandToTell(Set<String> aggregateTypes) {
        demand("what is to be sent", reading(aggregateTypes));
    }

    private List<String> reading(Set<String> aggregateTypes) {
        return aggregateTypes.stream().filter(permissions::has).map(this::reading).toList();
    }

    private void demand(String what, Collection<String> needed) {
        var lacking = new TreeSet<>(needed);
        lacking.removeAll(authority.ofCaller());
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, what + " needs " + String.join(", ", lacking));
        }
    }

    /** All means all that the member may read, be it now by a key that may read less. */
    private Set<String> needed(Subscription subscription) {
        var needed = events.all()
                .stream()
                .filter(event -> subscription.covers(event.name()))
                .map(event -> reading(event.aggregateType()))
                .collect(Collectors.toSet());
        if (subscription.event().equals(Subscription.ALL)) {
            needed.retainAll(authority.of(TenantContext.currentUser()));
        }
        return needed;
    }

    private void check(String place, Subscription subscription, List<FieldError> faults) {
        var named = events.find(subscription.event());
        if (events.all().stream().noneMatch(event -> subscription.covers(event.name()))) {
            faults.add(new FieldError(place + ".event", "unknown", "there is no such event"));
        }
        var terms = subscription.filter() == null ? List.<FilterTerm>of() : subscription.filter();
        for (var index = 0; index < terms.size(); index++) {
            var term = terms.get(index);
            var at = place + ".filter[" + index + "]";
            var fault = term.fault();
            if (fault != null) {
                faults.add(new FieldError(at + ".value", "type-mismatch", fault));
            }
            named.filter(event -> !tells(event, term.root()))
                    .ifPresent(event -> faults.add(new FieldError(at + ".field", "unknown",
                            "the event tells nothing of this name")));
        }
    }

    private static boolean tells(EventTypes.EventType event, String name) {
        return event.fields().containsKey(name);
    }
}
