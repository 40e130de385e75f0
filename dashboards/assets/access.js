// A session that is over: the next answer is a refusal, and the page goes to the sign-in with its own address along.
(function () {
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const answer = await ask(...given);
    if (answer.status === 401 && new URL(answer.url, window.location.href).origin === window.location.origin) {
      const here = window.location.pathname + window.location.search;
      window.location.assign("/sign-in?next=" + encodeURIComponent(here));
    }
    return answer;
  };
})();
