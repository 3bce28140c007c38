package dev.tenantry.shared.web;

import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** The kinds of bodies that the container would read by itself, as soon as anything asks for a parameter. */
public enum BodyKind {

    UPLOAD(MediaType.MULTIPART_FORM_DATA, "multipart/"), FORM(MediaType.APPLICATION_FORM_URLENCODED,
            MediaType.APPLICATION_FORM_URLENCODED_VALUE);

    private final MediaType mediaType;
    private final String beginning;

    BodyKind(MediaType mediaType, String beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning;
    }

    /** Null where the body is for nobody but the endpoint to read. */
    static @Nullable BodyKind of(HttpServletRequest request) {
        var contentType = request.getContentType();
        return contentType == null
                ? null
                : Arrays.stream(values()).filter(kind -> kind.begins(contentType.strip())).findFirst().orElse(null);
    }

    /** Whether the body has files, which stay where they were received. */
    public static boolean isUpload(HttpServletRequest request) {
        return of(request) == UPLOAD;
    }

    private boolean begins(String contentType) {
        return contentType.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    MediaType mediaType() {
        return mediaType;
    }
}
