package dev.tenantry.shared.web;

import java.util.Map;

/** Knows where network addresses are. */
public interface AddressLocations {

    /** What is known of the place, such as {@code country}, by name; empty where nothing is. It is asked for each entry that is audited. */
    Map<String, String> locate(String address);
}
