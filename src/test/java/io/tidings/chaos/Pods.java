package io.tidings.chaos;

import io.tidings.packaged.PackagedPod;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Packaged pods that may be killed, each with settings of its own. */
final class Pods implements AutoCloseable {
    private final List<Map<String, String>> settings;
    private final List<PackagedPod> pods = new ArrayList<>();
    private final List<URI> uris = new CopyOnWriteArrayList<>();
    private final Path logs;

    /**
     * Starts them.
     *
     * @param redis the settings of each that concern its road to Redis
     * @param logs where the printed lines of those that were killed are kept
     */
    Pods(List<Map<String, String>> redis, Path logs) {
        this.logs = logs;
        this.settings = redis;
        settings.forEach(each -> pods.add(PackagedPod.launch(each)));
        try {
            pods.forEach(PackagedPod::awaitReady);
        } catch (RuntimeException | Error never) {
            close();
            throw never;
        }
        pods.forEach(pod -> uris.add(pod.uri()));
    }

    /** Where they listen now. */
    List<URI> uris() {
        return uris;
    }

    int size() {
        return pods.size();
    }

    PackagedPod pod(int index) {
        return pods.get(index);
    }

    /** As {@code kill -9}; another one takes its place. */
    void replace(int index) {
        PackagedPod killed = pods.get(index);
        killed.kill();
        killed.keepLog(logs);
        killed.close();
        PackagedPod next = PackagedPod.launch(settings.get(index));
        pods.set(index, next);
        next.awaitReady();
        uris.set(index, next.uri());
    }

    void keepLogs() {
        pods.forEach(pod -> pod.keepLog(logs));
    }

    @Override
    public void close() {
        pods.forEach(PackagedPod::close);
    }
}
