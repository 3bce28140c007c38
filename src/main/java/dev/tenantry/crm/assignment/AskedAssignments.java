package dev.tenantry.crm.assignment;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.tenancy.MemberDirectory;

/** What requests have the rules do, which takes the right to change the records besides. */
@Service
@Transactional
class AskedAssignments {

    private static final int MOST = 200;

    private final Assignments assignments;
    private final AssignableRecords records;
    private final MemberDirectory members;
    private final RecordPermissions permissions;

    AskedAssignments(Assignments assignments, AssignableRecords records, MemberDirectory members,
            RecordPermissions permissions) {
        this.assignments = assignments;
        this.records = records;
        this.members = members;
        this.permissions = permissions;
    }

    /** @throws ProblemException 403, or 422 where there is no such kind of records, or no such record */
    AssignmentResponse assign(AssignmentRequest request) {
        demand(request.type());
        var given = assignments.assign(request.type(), request.recordId());
        if (given.isEmpty()) {
            throw unknown("recordId");
        }
        return new AssignmentResponse(request.type(), request.recordId(), given.get().ownerId(), given.get().ruleId());
    }

    /** @throws ProblemException 403, or 422 where there is no such kind of records, or no such member */
    ReassignmentResponse reassign(ReassignmentRequest request) {
        demand(request.type());
        if (!members.keep(request.memberId())) {
            throw unknown("memberId");
        }
        var open = records.openOf(request.type(), request.memberId(), MOST + 1);
        var looked = open.subList(0, Math.min(MOST, open.size()));
        var passed = (int) looked.stream()
                .filter(id -> assignments.pass(request.type(), id, request.memberId()))
                .count();
        return new ReassignmentResponse(passed, looked.size() - passed, open.size() > MOST);
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
