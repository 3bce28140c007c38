package dev.tenantry.crm.note;

import org.mapstruct.Mapper;

@Mapper
interface NoteMapper {

    NoteResponse toResponse(Note note);

    NoteRequest toRequest(Note note);
}
