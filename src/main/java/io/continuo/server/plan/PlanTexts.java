package io.continuo.server.plan;

import io.continuo.api.plan.PlanMistake;

import java.util.List;

/** Reads texts with everything known here: their form, and the site. */
final class PlanTexts {
    private final SiteRules site;

    PlanTexts(SiteRules site) {
        this.site = site;
    }

    PlanReading read(String text) {
        PlanReading reading = PlanReader.read(text);
        site.check(reading);
        return reading;
    }

    /** From the top; what was right once may be wrong now: a machine can go. */
    List<PlanMistake> mistakes(String text) {
        return read(text).mistakes().all();
    }
}
