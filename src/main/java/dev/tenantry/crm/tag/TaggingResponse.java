package dev.tenantry.crm.tag;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/** A tag on a record. @param type the kind of record: {@code contact} @param name what the tag is called */
record TaggingResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String type,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long recordId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long tagId,
        String name,
        @Nullable String colour) {

    static TaggingResponse of(Tagging tagging, Tag tag) {
        return new TaggingResponse(tagging.getId(), tagging.getRecordType(), tagging.getRecordId(), tag.getId(),
                tag.getName(), tag.getColour());
    }
}
