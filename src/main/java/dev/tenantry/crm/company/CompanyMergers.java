package dev.tenantry.crm.company;

import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.merger.MergedFields;
import dev.tenantry.crm.merger.RecordMergers;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Mergers;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

/** Makes one company of two that are the same. */
@Service
@Transactional
class CompanyMergers extends RecordMergers<CompanyRequest, CompanyResponse, CompanyService> {

    private static final String PARENT = "parentId";

    private final CompanyHierarchy hierarchy;

    CompanyMergers(CompanyService companies, CompanyHierarchy hierarchy, RecordKernel kernel, Mergers mergers,
            Timeline timeline, AuditTrail audit) {
        super(companies, CompanyRequest.class, kernel, mergers, timeline, audit);
        this.hierarchy = hierarchy;
    }

    /** @throws ProblemException as of {@link #merge} */
    @Transactional(readOnly = true)
    CompanyMergerPreviewResponse preview(Long id, CompanyMergerRequest request) {
        return preview(id, request.companyId(), request.fields(), CompanyMergerPreviewResponse::new);
    }

    /** @throws ProblemException 404, 409, 412, 422 */
    CompanyResponse merge(Long id, CompanyMergerRequest request, IfMatch expected) {
        return merge(id, request.companyId(), request.fields(), expected);
    }

    @Override
    protected ObjectNode united(MergedFields fields, List<String> named, Long id, Long other) {
        var united = fields.united(named, CompanyRequest.class, Set.of());
        if (hierarchy.isBelow(id, other)) {
            // What is above both.
            place(united, fields.going());
        } else if (hierarchy.isBelow(other, id)) {
            if (named.contains(PARENT)) {
                throw ProblemException.invalid("fields[" + named.indexOf(PARENT) + "]", "circular",
                        "the other one is below this one, and so is its parent");
            }
            place(united, fields.staying());
        }
        return united;
    }

    /** Below what the one of them is below; below nothing where that is not below anything. */
    private static void place(ObjectNode united, ObjectNode one) {
        if (one.hasNonNull(PARENT)) {
            united.set(PARENT, one.get(PARENT));
        } else {
            united.remove(PARENT);
        }
    }

    @Override
    protected String called(CompanyResponse merged) {
        return merged.name();
    }

    @Override
    protected Subjects subjects(Long id, CompanyResponse merged) {
        return Subjects.of(records.type(), id);
    }
}
