package dev.tenantry.audit.sink;

import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface SinkMapper {

    @Mapping(target = "status", expression = "java(sink.status())")
    AuditSinkResponse toResponse(AuditSink sink);
}
