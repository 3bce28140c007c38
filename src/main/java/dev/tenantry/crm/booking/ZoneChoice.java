package dev.tenantry.crm.booking;

import java.time.ZoneId;
import java.util.List;

import tools.jackson.databind.node.ArrayNode;

/** The zones that visitors choose among: those that are named after places. */
final class ZoneChoice {

    private static final List<String> NAMES = ZoneId.getAvailableZoneIds()
            .stream()
            .filter(name -> name
                    .matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    private ZoneChoice() {}

    /** The chosen one is among them, whatever it is called. */
    static void put(ArrayNode zones, ZoneId chosen) {
        var isNamed = NAMES.contains(chosen.getId());
        if (!isNamed) {
            zones.addObject().put("name", chosen.getId()).put("isChosen", true);
        }
        for (var name : NAMES) {
            var zone = zones.addObject().put("name", name);
            if (name.equals(chosen.getId())) {
                zone.put("isChosen", true);
            }
        }
    }
}
