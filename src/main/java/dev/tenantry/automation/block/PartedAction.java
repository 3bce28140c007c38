package dev.tenantry.automation.block;

import java.util.List;

import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;

/** A step that is carried out in parts, to be tried without any being begun. */
public interface PartedAction {

    /** All that it would begin. @param prepared what exactly it is to do */
    List<ChildRuns.Part> parts(Step step, JsonNode prepared);

    /** How many of them are tried, the first ones. */
    int mostTried();

    /** Whether several are under way at a time. */
    boolean isSideBySide(Step step);

    /** Whether it fails with these. @param tried parts, those that failed included */
    boolean failsWith(Step step, int tried, int failed);

    /** What one of its runs is called where people read of it. */
    default String called(Step step, int part) {
        return Integer.toString(part);
    }
}
