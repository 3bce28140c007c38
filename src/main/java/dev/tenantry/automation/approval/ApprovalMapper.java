package dev.tenantry.automation.approval;

import java.util.List;

import org.mapstruct.Mapper;

@Mapper
interface ApprovalMapper {

    ApprovalResponse toResponse(Approval approval);

    RunApprovalResponse toRunResponse(Approval approval, List<RunApprovalResponse.Assignee> assignees);
}
