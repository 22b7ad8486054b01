#!/usr/bin/env bash
# Rondo on a standalone Spark cluster, through spark-submit.
#
#   submit-standalone.sh --master spark://HOST:PORT [options] COMMAND ...
#
#   --deploy-mode client    the driver runs here (what happens without the option)
#   --deploy-mode cluster   the driver runs on a worker; this script waits until it ends
#   --num-executors N       executors in all; needs --executor-cores
#   --executor-cores N      cores of an executor; without, an executor takes all of its worker
#   --executor-memory SIZE, --driver-memory SIZE    heaps, for example 4g
#   --secure FILE           security settings: conf/secure.conf with your secret
#   --jar JAR               Rondo's jar, a path or a URI; without, the one that is built here
#   --dry-run               print the command of spark-submit and do not run it
#   -h, --help              print this
#
# Any other option before COMMAND goes to spark-submit. SPARK_HOME is a Spark 4 distribution; where
# it is not set, the spark-submit on the PATH is used.
#
# In cluster mode the jar, the job file and the data must be where the workers find them: a folder
# that all machines share, HDFS or S3; the output too, and it must not be a relative path.
#
#   submit-standalone.sh --master spark://node1:7077 --num-executors 4 --executor-cores 4 \
#     train --config conf/language-model.conf --set data.path=/shared/text --set rounds.shards=4 \
#     --output /shared/runs/1
#
# Exits as docs/commands.md says in client mode; in cluster mode with 0, or with 75 where the
# driver failed.
set -euo pipefail
# shellcheck source=submit-scripts/common.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common.sh"
# shellcheck source=submit-scripts/submit.sh
source "$root/submit-scripts/submit.sh"

num_executors=''

take_option() {
  case $1 in
    --num-executors) num_executors=$2 ;; # which Spark would ignore here
    *) common_option "$@" ;;
  esac
}

check_cluster() {
  [[ $master == spark://* ]] ||
    fail 64 "--master: got '$master', expected the URL of a standalone master, for example spark://host:7077"
  [[ -n $num_executors ]] || return 0
  local cores
  cores=$(setting spark.executor.cores)
  [[ $num_executors =~ ^[1-9][0-9]*$ && $cores =~ ^[1-9][0-9]*$ ]] ||
    fail 64 "--num-executors: got '$num_executors' with --executor-cores '$cores', expected two numbers above 0; give both"
  submit+=(--total-executor-cores "$((num_executors * cores))")
}

# In cluster mode Spark ends with 0 also where the driver failed; only its log tells.
submit_and_wait() {
  local log code=0
  log=$(mktemp)
  # shellcheck disable=SC2064 # the file of now
  trap "rm -f '$log'" EXIT
  export SPARK_SUBMIT_OPTS="-Dlog4j2.configurationFile=file:$root/conf/log4j2.properties ${SPARK_SUBMIT_OPTS:-}"
  "$spark_submit" --conf spark.standalone.submit.waitAppCompletion=true "${options[@]}" 2>&1 |
    tee "$log" >&2 || code=${PIPESTATUS[0]}
  if grep -Eq 'State of driver [^ ]+ is (FAILED|ERROR|KILLED)' "$log"; then
    fail 75 "the driver failed; its last lines, in the file stderr of its worker, say why (web page of the master, Completed Drivers)"
  fi
  ((code == 0)) || fail 75 "spark-submit ended with $code; what it wrote is above"
}

prepare_submit "$@"
if is_cluster_mode; then
  submit_and_wait
else
  exec "$spark_submit" "${options[@]}"
fi
