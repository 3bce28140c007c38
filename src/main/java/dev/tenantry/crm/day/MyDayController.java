package dev.tenantry.crm.day;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.SignedIn;

@RestController
@RequestMapping("/api/v1/my-day")
class MyDayController {

    private final MyDayService days;

    MyDayController(MyDayService days) {
        this.days = days;
    }

    /** What is overdue and what is due until the end of the caller's day, of what they may read. */
    @GetMapping
    @SignedIn
    MyDayResponse show() {
        return days.today();
    }
}
