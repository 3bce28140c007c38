package dev.tenantry.crm.assignment;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.tenancy.MemberDirectory;

/** What requests have the rules do, which takes the right to change the records besides. */
@Service
class AskedAssignments {

    private static final int MOST = 200;
    private static final int FEW = 10;

    private final Assignments assignments;
    private final AssignableRecords records;
    private final MemberDirectory members;
    private final RecordPermissions permissions;
    private final TransactionTemplate transactions;

    AskedAssignments(Assignments assignments, AssignableRecords records, MemberDirectory members,
            RecordPermissions permissions, TransactionTemplate transactions) {
        this.assignments = assignments;
        this.records = records;
        this.members = members;
        this.permissions = permissions;
        this.transactions = transactions;
    }

    /** @throws ProblemException 403, or 422 where there is no such kind of records, or no such record */
    @Transactional
    AssignmentResponse assign(AssignmentRequest request) {
        demand(request.type());
        var given = assignments.assign(request.type(), request.recordId());
        if (given.isEmpty()) {
            throw unknown("recordId");
        }
        return new AssignmentResponse(request.type(), request.recordId(), given.get().ownerId(), given.get().ruleId());
    }

    /**
     * A few at a time, so that whoever else gives records need not wait for all of them: where it ends early, what has gone is gone.
     *
     * @throws ProblemException 403, or 422 where there is no such kind of records, or no such member
     */
    ReassignmentResponse reassign(ReassignmentRequest request) {
        demand(request.type());
        var done = new Done(0, 0, request.after());
        do {
            var before = done;
            done = before.and(Objects.requireNonNull(transactions.execute(_ -> pass(request, before.next))));
        } while (done.next != null && done.looked < MOST);
        return new ReassignmentResponse(done.passed, done.looked - done.passed, done.next);
    }

    /** @param next behind which there are more; null: there are none */
    private record Done(int looked, int passed, @Nullable Long next) {

        Done and(Done more) {
            return new Done(looked + more.looked, passed + more.passed, more.next);
        }
    }

    private Done pass(ReassignmentRequest request, @Nullable Long after) {
        if (!members.keep(request.memberId())) {
            throw unknown("memberId");
        }
        var open = records.openOf(request.type(), request.memberId(), after, FEW + 1);
        var looked = open.subList(0, Math.min(FEW, open.size()));
        var passed = (int) looked.stream()
                .filter(id -> assignments.pass(request.type(), id, request.memberId()))
                .count();
        return new Done(looked.size(), passed, open.size() > FEW ? looked.getLast() : null);
    }

    private static ProblemException unknown(String field) {
        return ProblemException.invalid(field, "unknown-reference", "there is no such resource");
    }

    private void demand(String type) {
        if (!records.types().contains(type)) {
            throw ProblemException.invalid("type", "unknown",
                    "records of these kinds are given to members: " + String.join(", ", records.types()));
        }
        for (var action : new String[]{"update", "read"}) {
            var permission = permissions.of(type, action);
            if (!Caller.current().may(permission)) {
                throw ProblemException.forbidden(permission);
            }
        }
    }
}
