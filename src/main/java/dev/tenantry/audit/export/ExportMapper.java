package dev.tenantry.audit.export;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface ExportMapper {

    @Mapping(target = "filter", source = "filters.filter")
    @Mapping(target = "fileName", source = "filePath")
    AuditLogExportResponse toResponse(AuditLogExport export);
}
