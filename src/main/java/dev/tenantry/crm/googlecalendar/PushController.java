package dev.tenantry.crm.googlecalendar;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;

/** Where Google tells that something has changed in a calendar. */
@RestController
class PushController {

    private final Pushes pushes;

    PushController(Pushes pushes) {
        this.pushes = pushes;
    }

    /** Has the calendar looked at. What has changed is not told here, and nothing of what is sent is taken for it. */
    @PostMapping("/hooks/google-calendar")
    @Anonymous("Google shows the token that it was given when the channel was opened")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@RequestHeader(name = "X-Goog-Channel-Token", defaultValue = "") String token,
            @RequestHeader(name = "X-Goog-Channel-ID", defaultValue = "") String channel) {
        pushes.take(token, channel);
    }
}
