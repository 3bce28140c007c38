package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where steps have steps within: {@code for_each} those for each item, {@code parallel} those of each branch. */
public final class Nesting {

    public static final String FOR_EACH = "for_each";
    public static final String PARALLEL = "parallel";
    /** What a {@code for_each} calls its item, unless it says otherwise. */
    public static final String ITEM = "item";
    /** What it calls the item's place, counted from 0. */
    public static final String INDEX = "index";
    /** Levels of steps within steps. */
    static final int DEEPEST = 5;

    private static final String STEPS = "steps";
    private static final String CONFIG = "config";
    private static final String BRANCHES = "branches";

    private Nesting() {}

    /**
     * Steps within a step.
     *
     * @param place where they stand in it: {@code config}, {@code branches}, {@code 0}, {@code steps}
     */
    record Block(List<String> place, JsonNode steps) {

        /** The same behind a step's: {@code .config.branches[0].steps}. */
        String path() {
            var path = new StringBuilder();
            for (var name : place) {
                path.append(Character.isDigit(name.charAt(0)) ? "[" + name + "]" : "." + name);
            }
            return path.toString();
        }

        /** @param faults stands at the step */
        Faults at(Faults faults) {
            var at = faults;
            for (var name : place) {
                at = Character.isDigit(name.charAt(0)) ? at.at(Integer.parseInt(name)) : at.at(name);
            }
            return at;
        }
    }

    /** Where the steps for each item stand, in their step. */
    public static List<String> items() {
        return List.of(CONFIG, STEPS);
    }

    /** Where the steps of a branch stand, in their step. */
    public static List<String> branch(int number) {
        return List.of(CONFIG, BRANCHES, Integer.toString(number), STEPS);
    }

    /** @param step as it is authored, whatever that is */
    static List<Block> of(JsonNode step) {
        return of(step.path("type").asString(""), step.path(CONFIG));
    }

    static List<Block> of(String type, JsonNode config) {
        var blocks = new ArrayList<Block>();
        if (type.equals(FOR_EACH) && config.path(STEPS).isArray()) {
            blocks.add(new Block(items(), config.path(STEPS)));
        } else if (type.equals(PARALLEL)) {
            for (var branch : config.path(BRANCHES)) {
                blocks.add(new Block(branch(blocks.size()), branch.path(STEPS)));
            }
        }
        return blocks;
    }

    /** The steps within a step, block by block, as they stand in its config. */
    public static List<JsonNode> within(Step step) {
        return of(step.type(), step.config()).stream().map(Block::steps).toList();
    }

    /** How many steps there are, those within steps included. */
    static int count(JsonNode steps) {
        var count = steps.size();
        for (var step : steps) {
            for (var block : of(step)) {
                count += count(block.steps);
            }
        }
        return count;
    }

    /** What steps within the step call its item; null where there is none. */
    static @Nullable String item(Step step) {
        return step.type().equals(FOR_EACH) ? step.config().path("as").asString(ITEM) : null;
    }
}
