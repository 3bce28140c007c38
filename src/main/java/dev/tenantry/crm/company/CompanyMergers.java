package dev.tenantry.crm.company;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.merger.MergedFields;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Mergers;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

/** Makes one company of two that are the same. */
@Service
@Transactional
class CompanyMergers {

    private static final String OTHER = "companyId";
    private static final String PARENT = "parentId";

    private final CompanyService companies;
    private final CompanyHierarchy hierarchy;
    private final RecordKernel kernel;
    private final Mergers mergers;
    private final Timeline timeline;
    private final AuditTrail audit;

    CompanyMergers(CompanyService companies, CompanyHierarchy hierarchy, RecordKernel kernel, Mergers mergers,
            Timeline timeline, AuditTrail audit) {
        this.companies = companies;
        this.hierarchy = hierarchy;
        this.kernel = kernel;
        this.mergers = mergers;
        this.timeline = timeline;
        this.audit = audit;
    }

    /** @throws ProblemException as of {@link #merge} */
    @Transactional(readOnly = true)
    CompanyMergerPreviewResponse preview(Long id, CompanyMergerRequest request) {
        var other = request.companyId();
        refuseSame(id, other);
        companies.get(id);
        if (companies.find(other).isEmpty()) {
            throw unknown();
        }
        return new CompanyMergerPreviewResponse(united(id, request), mergers.references(companies, other));
    }

    /**
     * The company, with what the other one has besides; what refers to that refers to it, and that is in the trash.
     *
     * @throws ProblemException 404, 412, 422 where the other one is none or the two do not fit into one, or 409 where too much refers to it
     */
    CompanyResponse merge(Long id, CompanyMergerRequest request, IfMatch expected) {
        var other = request.companyId();
        refuseSame(id, other);
        var live = companies.lock(List.of(id, other), true);
        companies.expect(id, expected);
        if (!live.contains(other)) {
            throw unknown();
        }
        var united = united(id, request);
        companies.giveUpKeys(other);
        var merged = companies.replace(id, united, IfMatch.ANY);
        mergers.move(companies, other, id);
        companies.trash(other, IfMatch.ANY);
        audit.record(new AuditEntry("company.merged", AuditEntry.Category.DATA_MODIFICATION, companies.type(),
                id.toString(), Map.of(), Map.of(OTHER, other.toString())));
        companies.merged(id, other);
        timeline.note("company.merged", id, merged.name() + " was merged with another company",
                Subjects.of(companies.type(), id));
        return companies.get(id);
    }

    private static void refuseSame(Long id, Long other) {
        if (other.equals(id)) {
            throw ProblemException.invalid(OTHER, "same", "this is the very company that the other is to become");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.invalid(OTHER, "unknown-reference", "there is no such company");
    }

    private CompanyRequest united(Long id, CompanyMergerRequest request) {
        var fields = new MergedFields(stated(id), stated(request.companyId()), OTHER);
        var named = Objects.requireNonNullElse(request.fields(), List.<String>of());
        var united = fields.united(named, CompanyRequest.class, Set.of());
        if (hierarchy.isBelow(id, request.companyId())) {
            // What is above both.
            place(united, fields.going());
        } else if (hierarchy.isBelow(request.companyId(), id)) {
            if (named.contains(PARENT)) {
                throw ProblemException.invalid("fields[" + named.indexOf(PARENT) + "]", "circular",
                        "the other one is below this one, and so is its parent");
            }
            place(united, fields.staying());
        }
        return kernel.patches().read(united, CompanyRequest.class);
    }

    /** Below what the one of them is below; below nothing where that is not below anything. */
    private static void place(ObjectNode united, ObjectNode one) {
        if (one.hasNonNull(PARENT)) {
            united.set(PARENT, one.get(PARENT));
        } else {
            united.remove(PARENT);
        }
    }

    private ObjectNode stated(Long id) {
        return kernel.json().valueToTree(companies.stated(id));
    }
}
