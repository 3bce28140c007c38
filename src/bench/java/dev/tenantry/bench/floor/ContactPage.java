package dev.tenantry.bench.floor;

import java.util.List;

record ContactPage(List<Contact> results) {
    ContactPage {
        results = List.copyOf(results);
    }
}
