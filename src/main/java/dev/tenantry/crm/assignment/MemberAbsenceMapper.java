package dev.tenantry.crm.assignment;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface MemberAbsenceMapper {

    MemberAbsenceResponse toResponse(MemberAbsence absence);

    /** Of whole days it is the days that are stated. */
    @Mapping(target = "startsAt", expression = "java(absence.getStartsOn() == null ? absence.getStartsAt() : null)")
    @Mapping(target = "endsAt", expression = "java(absence.getStartsOn() == null ? absence.getEndsAt() : null)")
    MemberAbsenceRequest toRequest(MemberAbsence absence);
}
