package dev.tenantry.access.location;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/** Refuses restrictions that could not tell any address from another, lest somebody trusts in them. */
@Component
public class KnownPlaces {

    private final LocationFile file;

    KnownPlaces(LocationFile file) {
        this.file = file;
    }

    /**
     * @param at where the restriction stands in the request; empty: it is the request
     * @throws ProblemException 422
     */
    public void check(GeoRestrictionRequest request, String at) {
        if (!file.isRead()) {
            throw ProblemException.invalid(at + (request.countries().isEmpty() ? "regionCodes" : "countryCodes"),
                    "places-unknown", "no file of locations is there, by which anybody would know where addresses are");
        }
        if (!request.regions().isEmpty() && !file.hasRegions()) {
            throw ProblemException.invalid(at + "regionCodes", "places-unknown",
                    "the file of locations knows countries alone: which addresses are in a region nobody knows");
        }
    }
}
