package dev.tenantry.crm.assignment;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/member-absences")
@Resource("member-absences")
class MemberAbsenceController extends RecordController<MemberAbsenceRequest, MemberAbsenceResponse> {

    MemberAbsenceController(MemberAbsenceService absences, Batches batches) {
        super(absences, batches);
    }

    @Override
    protected Long id(MemberAbsenceResponse absence) {
        return absence.id();
    }
}
