package dev.tenantry.automation.run.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.start.RunStarter;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.SearchRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.TenantContext;

/** Starts a run for each of many records, all of them or none. */
@Service
@Transactional
class BulkStarts {

    static final int MOST = 1_000;

    private final RunRights rights;
    private final RunStarter starter;
    private final RecordRegistry records;
    private final RecordPermissions permissions;
    private final AuditTrail audit;

    BulkStarts(RunRights rights, RunStarter starter, RecordRegistry records, RecordPermissions permissions,
            AuditTrail audit) {
        this.rights = rights;
        this.starter = starter;
        this.records = records;
        this.permissions = permissions;
        this.audit = audit;
    }

    /** Each run's steps find the record's id under {@code trigger}: {@code {"contactId": "17"}}. */
    BulkStartResponse start(UUID workflowId, BulkStartRequest request) {
        var ids = ids(request);
        if (!starter.exists(workflowId)) {
            throw ProblemException.notFound();
        }
        rights.demandToStart(workflowId);
        var reference = RecordRegistry.reference(request.type());
        var runs = starter.startAll(workflowId,
                ids.stream().map(id -> JsonNodeFactory.instance.objectNode().put(reference, id.toString())).toList());
        var results = IntStream.range(0, ids.size())
                .mapToObj(place -> new BulkStartResponse.Started(ids.get(place), runs.get(place).id(),
                        runs.get(place).status()))
                .toList();
        audit.record(new AuditEntry("workflow.runs-started", AuditEntry.Category.DATA_MODIFICATION, "workflow",
                workflowId.toString(), Map.of(), Map.of("runs", results.size())));
        var turnedAway = (int) results.stream().filter(one -> one.status().isEnd()).count();
        return new BulkStartResponse(results.size() - turnedAway, turnedAway, results);
    }

    private List<Long> ids(BulkStartRequest request) {
        if (!permissions.has(request.type())) {
            throw ProblemException.invalid("type", "unknown", "there are no records of this kind");
        }
        if (!Caller.current().may(permissions.of(request.type(), "read"))) {
            throw ProblemException.forbidden(permissions.of(request.type(), "read"));
        }
        if (Stream.of(request.ids(), request.search(), request.viewId()).filter(Objects::nonNull).count() != 1) {
            throw ProblemException.invalid("ids", "required",
                    "either ids, a search or a viewId says which records are meant");
        }
        var access = records.of(request.type());
        var view = request.viewId() == null ? null : shown(access, request.viewId());
        return TenantContext.lendTo(TenantContext.current().forAll(), () -> ids(access, request, view));
    }

    /** Of records that runs have, too. */
    private static List<Long> ids(RecordAccess access, BulkStartRequest request, @Nullable ListRequest view) {
        if (request.ids() != null) {
            return present(access, request.ids());
        }
        return view == null
                ? found(access, Objects.requireNonNull(request.search()))
                : all(access, "viewId", view);
    }

    private static List<Long> found(RecordAccess access, SearchRequest search) {
        if (Boolean.TRUE.equals(search.total())) {
            throw ProblemException.invalid("search.total", "excluded",
                    "the answer tells how many runs are started: nothing else is counted");
        }
        return search.limit() == null
                ? all(access, "search", search.toListRequest())
                : access.ids(search.toListRequest(), search.limit());
    }

    private static ListRequest shown(RecordAccess access, Long view) {
        try {
            return access.within(view, ListRequest.of(null, null));
        } catch (ProblemException refusal) {
            throw ProblemException.invalid("viewId", "unknown", refusal.detail());
        }
    }

    private static List<Long> all(RecordAccess access, String field, ListRequest request) {
        var ids = access.ids(request, MOST + 1);
        if (ids.size() > MOST) {
            throw ProblemException.invalid(field, "too-many", "this finds more than " + MOST + " records");
        }
        return ids;
    }

    /** Each once. */
    private static List<Long> present(RecordAccess access, List<Long> ids) {
        var some = new LinkedHashSet<>(ids);
        access.load(some);
        var missing = some.stream().filter(id -> access.find(id).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw ProblemException.invalid("ids", "unknown", "there is no such record: " + missing.getFirst());
        }
        return List.copyOf(some);
    }
}
