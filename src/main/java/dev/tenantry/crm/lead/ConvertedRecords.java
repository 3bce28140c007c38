package dev.tenantry.crm.lead;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.record.SharedLinks;
import dev.tenantry.shared.web.IfMatch;

/** The records that leads are converted to, whatever their kind, as far as the caller may. */
@Component
class ConvertedRecords {

    /** Whom it is on and who follows it, which no links tell. */
    private static final Map<String, String> BESIDES = Map.of("taggings",
            "select count(*) from taggings where organization_id = app.org_id() and record_type = ? and record_id = ?",
            "followers",
            "select count(*) from followers where organization_id = app.org_id() and record_type = ? and record_id = ?");

    /** Leads are among them. */
    private final ObjectProvider<RecordService<?, ?, ?>> services;
    private final Matches matches;
    private final RecordPermissions permissions;
    private final SharedLinks links;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    ConvertedRecords(ObjectProvider<RecordService<?, ?, ?>> services, Matches matches, RecordPermissions permissions,
            SharedLinks links, EntityManager entities, JdbcClient jdbc) {
        this.services = services;
        this.matches = matches;
        this.permissions = permissions;
        this.links = links;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    RecordService<?, ?, ?> of(String type) {
        return services.stream().filter(records -> records.type().equals(type)).findFirst().orElseThrow();
    }

    /** Whoever is no caller at a request has been asked before. */
    boolean may(String type, String action) {
        var caller = Caller.currentOrNull();
        return caller == null || caller.may(permissions.of(type, action));
    }

    /** @throws ProblemException 403 */
    void demand(String type, String action) {
        if (!may(type, action)) {
            throw ProblemException.forbidden(permissions.of(type, action));
        }
    }

    /** The live record, locked. @param field of the request, that names it @throws ProblemException 422 where there is none */
    ObjectNode hold(String type, Long id, String field) {
        if (of(type).lock(List.of(id), true).isEmpty()) {
            throw ProblemException.invalid(field, "unknown-reference", "there is no such resource");
        }
        return of(type).find(id).orElseThrow(ProblemException::notFound);
    }

    /** Whoever looks for whose the lead's address is, to make a contact where it is nobody's, does it alone. Comes before all rows. */
    void claimAddressOf(Long lead) {
        jdbc.sql("select email from leads where organization_id = app.org_id() and id = ? and email is not null")
                .param(lead)
                .query(String.class)
                .optional()
                .ifPresent(this::claimAddress);
    }

    void claimAddress(String address) {
        of(ConversionWork.CONTACT).claim(Map.of("email", Set.of(address)));
    }

    /** @throws ProblemException 409 where a contact has the address that whoever asks may see */
    void refuseAnother(String address) {
        var identity = new Identity(null, List.of(address), List.of(), null, null);
        var known = may(ConversionWork.CONTACT, "read")
                ? matches.of(identity, Set.of(ConversionWork.CONTACT))
                : List.<Match>of();
        known.stream().filter(match -> match.reasons().contains(MatchReason.EMAIL)).findFirst().ifPresent(match -> {
            throw ProblemException.duplicate("contactId", "the contact " + match.id() + ", " + match.name()
                    + ", has the lead's email: state its id, or createContact true where it is somebody else");
        });
    }

    boolean isThere(String type, Long id) {
        return !of(type).lock(List.of(id), true).isEmpty();
    }

    ObjectNode find(String type, Long id) {
        return of(type).find(id).orElseThrow(ProblemException::notFound);
    }

    Long create(String type, ObjectNode properties) {
        return of(type).create(properties);
    }

    void patch(String type, Long id, ObjectNode patch) {
        of(type).patch(id, patch);
    }

    void trash(String type, Long id) {
        of(type).trash(id, IfMatch.ANY);
    }

    /** Whether nobody has changed the record since, or refers to it. @param state as it was then */
    boolean isUntouched(String type, Long id, ObjectNode state) {
        var now = state(type, id);
        return Set.copyOf(now.propertyNames()).equals(Set.copyOf(state.propertyNames())) && state.properties()
                .stream()
                .allMatch(one -> now.path(one.getKey()).asLong() == one.getValue().asLong());
    }

    /** What is otherwise once somebody has changed it, or refers to it. */
    ObjectNode state(String type, Long id) {
        entities.flush();
        var state = JsonNodeFactory.instance.objectNode();
        state.put("version", find(type, id).path("version").asInt());
        links.count(of(type), id).forEach(state::put);
        BESIDES.forEach(
                (table, count) -> state.put(table, jdbc.sql(count).params(type, id).query(Long.class).single()));
        return state;
    }
}
