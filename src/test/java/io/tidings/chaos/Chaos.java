package io.tidings.chaos;

import io.tidings.auth.TestTokens;
import io.tidings.roaming.Crowd;
import io.tidings.roaming.NumberedPublisher;
import io.tidings.roaming.Roamer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Publishers, roaming clients and faults at work on one installation, and what came of it. */
final class Chaos {
    /** What a run must come to. */
    record Plan(long seed, int faults, long deliveries) {}

    private static final String TOKEN =
            TestTokens.hs256().subject("chaos").subscribe("**").publish("**").sign();
    static final List<String> CHANNELS =
            IntStream.range(0, 5).mapToObj(i -> "chaos." + i).toList();
    /** The last channel is a quiet one, so that what is behind its back is found by the audit alone. */
    private static final int ROUNDS_OF_QUIET = 25;

    private static final int CLIENTS = 40;
    private static final int SHORT_STAY = 1_000;
    private static final int LONG_STAY = 20_000;
    private static final int PUBLISHERS = 4;
    private static final int BATCH = 5;
    private static final double PER_SECOND = 100;
    private static final int LONGEST_PAUSE = 2_500;
    private static final long PATIENCE_MILLIS = Duration.ofMinutes(15).toMillis();

    private final Plan plan;
    private final Pods pods;
    private final Recorder recorder;
    private final List<Fault> schedule;
    private final Random random;
    private final Path kept;
    private final Findings findings = new Findings();
    private final List<History> histories = new ArrayList<>();
    private final Map<String, Integer> struck = new LinkedHashMap<>();
    private volatile boolean calm;
    private long lastEra;
    private long lastEnd;

    /** @param kept the folder of what says what befell whom and when: the faults, and the visits of all clients */
    Chaos(Plan plan, Pods pods, Recorder recorder, List<Fault> faults, Path kept) {
        this.plan = plan;
        this.pods = pods;
        this.recorder = recorder;
        this.random = new Random(plan.seed);
        this.schedule = Fault.schedule(faults, plan.faults, random);
        this.kept = kept;
    }

    Figures run() throws Exception {
        List<NumberedPublisher> publishers = publishers();
        Crowd crowd = new Crowd(
                pods.uris(), TOKEN, CHANNELS, () -> publishers.stream().anyMatch(NumberedPublisher::isBusy));
        for (int i = 0; i < CLIENTS; i++) {
            History history = new History("client " + i, recorder.truths(), findings);
            histories.add(history);
            String who = "client " + i + " ";
            crowd.add(
                    plan.seed + i,
                    i % 2 == 0 ? SHORT_STAY : LONG_STAY,
                    Roamer.Ending.SILENCE,
                    history,
                    visit -> note("visits.log", who + visit));
        }
        lastEra = recorder.era();
        lastEnd = System.nanoTime();
        for (int i = 0; i < publishers.size(); i++) Crowd.start("publisher-" + i, publishers.get(i));
        crowd.start();
        StandaloneFaults.pause(LONGEST_PAUSE);
        for (Fault fault : schedule) {
            strike(fault);
            StandaloneFaults.pause(random.nextInt(LONGEST_PAUSE));
        }
        calm = true;
        if (!crowd.await(PATIENCE_MILLIS)) note("the clients have not come to an end");
        return figures(crowd);
    }

    private List<NumberedPublisher> publishers() {
        List<String> rota = new ArrayList<>();
        for (int i = 0; i < ROUNDS_OF_QUIET; i++) rota.addAll(CHANNELS.subList(0, CHANNELS.size() - 1));
        rota.add(0, CHANNELS.get(CHANNELS.size() - 1));
        NumberedPublisher.Work work = new NumberedPublisher.Work(
                rota, BATCH, PER_SECOND / PUBLISHERS, published -> !calm || delivered() < plan.deliveries);
        List<NumberedPublisher> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++)
            publishers.add(new NumberedPublisher(
                    pods.uris(), TOKEN, work, new NumberedPublisher.Share(i, PUBLISHERS), this::onPublished));
        return publishers;
    }

    private void onPublished(String channel, int number, String id) {
        Truth truth = recorder.truths().get(channel);
        if (truth != null) truth.answered(number, io.tidings.model.Position.parse(id));
    }

    /** A fault begins where what was looked at before it ends, so that nothing befalls anybody between the two. */
    private void strike(Fault fault) throws Exception {
        if (fault.removes()) recorder.read();
        settle("nobody's fault", lastEnd, false);
        long begin = lastEnd;
        fault.strike().now(random);
        settle(fault.name(), begin, fault.removes());
        struck.merge(fault.name(), 1, Integer::sum);
        note(fault.name() + ", " + TimeUnit.NANOSECONDS.toMillis(lastEnd - begin) + " ms");
        histories.forEach(history -> history.judge(begin));
    }

    /** Notes what is left of the logs, when something may have been removed since; a machine that is slow fails over by itself. */
    private void settle(String fault, long begin, boolean removes) throws Exception {
        long era;
        do {
            era = recorder.era();
            recorder.sync();
            lastEnd = System.nanoTime();
        } while (era != recorder.era());
        if (!removes && era == lastEra) return;
        long changes = era - lastEra;
        if (!removes || changes > 1) note("another primary, " + changes + " times, during " + fault);
        lastEra = era;
        recorder.read().forEach((channel, log) -> {
            Truth truth = recorder.truths().get(channel);
            if (truth != null) truth.lost(new Loss(fault, begin, lastEnd, changes, log));
        });
    }

    private long delivered() {
        return histories.stream().mapToLong(History::delivered).sum();
    }

    private Figures figures(Crowd crowd) throws Exception {
        settle("nobody's fault", lastEnd, false);
        Map<String, LogState> logs = recorder.read();
        histories.forEach(history -> history.end(logs));
        recorder.truths().forEach((channel, truth) -> {
            LogState log = logs.get(channel);
            if (log != null) truth.judge(log, findings);
        });
        for (String sentence : findings.sentences()) note(sentence);
        return new Figures(
                plan.seed,
                struck,
                delivered(),
                findings,
                recorder.truths().values().stream().mapToInt(Truth::unrecorded).sum(),
                TimeUnit.NANOSECONDS.toMillis(
                        histories.stream().mapToLong(History::silence).max().orElse(0)),
                crowd.moves(),
                crowd.failedVisits());
    }

    private void note(String line) {
        note("faults.log", Instant.now() + " " + line);
    }

    private synchronized void note(String file, String line) {
        try {
            Files.writeString(kept.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
