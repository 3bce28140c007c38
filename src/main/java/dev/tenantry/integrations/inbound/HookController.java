package dev.tenantry.integrations.inbound;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.RawBody;

/** Where other services tell us what happens with them. */
@RestController
class HookController {

    private static final int LONGEST_BODY = 256 * 1024;

    private final Reception reception;

    HookController(Reception reception) {
        this.reception = reception;
    }

    /**
     * A message was accepted, now or before.
     *
     * @param id by which it is listed among what was received
     */
    record Accepted(String id) {}

    @PostMapping(path = Receivers.PATH
            + "{token}", consumes = {MediaType.ALL_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    @Anonymous("other services send here what they have signed with a secret that they share with the organization")
    @RawBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE, schema = @Schema(type = "string", format = "binary")))
    Accepted receive(@PathVariable String token, HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw ProblemException.of(ProblemType.TOO_LARGE, "the body may have " + LONGEST_BODY + " bytes");
        }
        var headers = new LinkedHashMap<String, String>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return new Accepted(Long.toString(reception.receive(token, new Message(headers, body))));
    }
}
