package dev.tenantry.crm.calendar;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.crypto.Digests;

/** Where other programs read members' calendars. */
@RestController
class PublicCalendarController {

    private final FeedReading feeds;

    PublicCalendarController(FeedReading feeds) {
        this.feeds = feeds;
    }

    /** The calendar of whoever gave the address away, as that member may see it now. */
    @GetMapping("/calendar.ics")
    @Anonymous("calendar programs read by the address alone, which nobody guesses")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = IcsController.ICS, schema = @Schema(type = "string")))
    ResponseEntity<String> read(@RequestParam(defaultValue = "") String token,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known) {
        var text = feeds.read(token);
        var etag = "\"" + Digests.fingerprint(text) + "\"";
        var answer = ResponseEntity.status(known.contains(etag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate());
        return known.contains(etag)
                ? answer.build()
                : answer.contentType(MediaType.parseMediaType(IcsController.ICS + ";charset=UTF-8")).body(text);
    }
}
