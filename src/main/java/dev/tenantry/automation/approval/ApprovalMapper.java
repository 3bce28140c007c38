package dev.tenantry.automation.approval;

import org.mapstruct.Mapper;

@Mapper
interface ApprovalMapper {

    ApprovalResponse toResponse(Approval approval);
}
