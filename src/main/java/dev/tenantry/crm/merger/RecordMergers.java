package dev.tenantry.crm.merger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Mergers;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Versioned;

/**
 * Makes one record of two that are the same, in the current transaction.
 *
 * @param <Q> what states such a record
 * @param <R> what is shown of one
 * @param <S> the kind of record
 */
public abstract class RecordMergers<Q extends Record, R extends Versioned, S extends RecordService<?, Q, R> & Mergeable<Q>> {

    protected S records;
    private final Class<Q> request;
    private final RecordKernel kernel;
    private final Mergers mergers;
    private final Timeline timeline;
    private final AuditTrail audit;

    protected RecordMergers(S records, Class<Q> request, RecordKernel kernel, Mergers mergers, Timeline timeline,
            AuditTrail audit) {
        this.records = records;
        this.request = request;
        this.kernel = kernel;
        this.mergers = mergers;
        this.timeline = timeline;
        this.audit = audit;
    }

    /** What the two make together. @param named fields in which the other one's values count */
    protected abstract ObjectNode united(MergedFields fields, List<String> named, Long id, Long other);

    /** What a merged record is called, in the timelines of what it belongs to. */
    protected abstract String called(R merged);

    protected abstract Subjects subjects(Long id, R merged);

    /** @throws ProblemException as of {@link #merge} */
    protected <P> P preview(Long id, Long other, @Nullable List<String> named,
            BiFunction<Q, Map<String, Long>, P> shown) {
        refuseSame(id, other);
        records.get(id);
        if (records.find(other).isEmpty()) {
            throw unknown();
        }
        return shown.apply(united(id, other, named), mergers.references(records, other));
    }

    /**
     * The record, with what the other one has besides; what refers to that refers to it, and that is in the trash.
     *
     * @throws ProblemException 404, 412, 422 where the other one is none or the two do not fit into one, or 409 where too much refers to it
     */
    protected R merge(Long id, Long other, @Nullable List<String> named, IfMatch expected) {
        refuseSame(id, other);
        var live = records.lock(List.of(id, other), true);
        records.expect(id, expected);
        if (!live.contains(other)) {
            throw unknown();
        }
        var united = united(id, other, named);
        records.giveUpKeys(other);
        var merged = records.replace(id, united, IfMatch.ANY);
        mergers.move(records, other, id);
        records.trash(other, IfMatch.ANY);
        var type = records.type();
        audit.record(new AuditEntry(type + ".merged", AuditEntry.Category.DATA_MODIFICATION, type, id.toString(),
                Map.of(), Map.of(field(), other.toString())));
        records.merged(id, other);
        timeline.note(type + ".merged", id, called(merged) + " was merged with another " + type, subjects(id, merged));
        return records.get(id);
    }

    private void refuseSame(Long id, Long other) {
        if (other.equals(id)) {
            throw ProblemException.invalid(field(), "same",
                    "this is the very " + records.type() + " that the other is to become");
        }
    }

    private ProblemException unknown() {
        return ProblemException.invalid(field(), "unknown-reference", "there is no such " + records.type());
    }

    private Q united(Long id, Long other, @Nullable List<String> named) {
        var fields = new MergedFields(stated(id), stated(other), field());
        return kernel.patches()
                .read(united(fields, Objects.requireNonNullElse(named, List.of()), id, other), request);
    }

    private ObjectNode stated(Long id) {
        return kernel.json().valueToTree(records.stated(id));
    }

    /** In which requests name the other one. */
    private String field() {
        return records.type() + "Id";
    }
}
